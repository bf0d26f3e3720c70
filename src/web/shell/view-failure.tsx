import type { ReactNode } from 'react';
import { Button } from '../components/button.js';
import { EmptyState } from '../components/empty-state.js';
import { useMessages } from '../i18n/messages.js';
import { shellMessages } from './messages/tables.js';
import { View } from './view.js';

/** In the place of a view that could not be drawn. */
export function ViewFailure({ onAgain }: { readonly onAgain: () => void }): ReactNode {
  const words = useMessages(shellMessages);
  return (
    <EmptyState icon="alert" title={words.viewFailed}>
      <Button icon="retry" onClick={onAgain}>
        {words.tryAgain}
      </Button>
    </EmptyState>
  );
}

/** For an address that no view has. */
export function NotFound(): ReactNode {
  const words = useMessages(shellMessages);
  return (
    <View title={words.notFoundTitle}>
      <p>{words.notFound}</p>
    </View>
  );
}

/** While the code of a view is on its way. */
export function ViewLoading(): ReactNode {
  const words = useMessages(shellMessages);
  return (
    <p className="visually-hidden" role="status">
      {words.loading}
    </p>
  );
}
