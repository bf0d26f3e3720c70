import { lazy, Suspense, type ReactNode } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { PageServicesProvider, type PageServices } from './api/page-services.js';
import type { CaptionSession } from './caption/caption-session.js';
import { CaptionView } from './caption/caption-view.js';
import { CaptionSessionContext } from './caption/session-context.js';
import { AnnouncerProvider } from './components/announcer.js';
import { ErrorBoundary } from './components/error-boundary.js';
import { useValue } from './preferences/value.js';
import { Frame } from './shell/frame.js';
import { NotFound, ViewFailure, ViewLoading } from './shell/view-failure.js';

const AdminView = lazy(() => import('./admin/admin-view.js'));
const DevelopersView = lazy(() => import('./developers/developers-view.js'));
const HistoryView = lazy(() => import('./history/history-view.js'));

export interface AppProps {
  readonly services: PageServices;
  readonly session: CaptionSession;
}

/** The whole page. */
export function App({ services, session }: AppProps): ReactNode {
  return (
    <PageServicesProvider services={services}>
      <CaptionSessionContext value={session}>
        <AnnouncerProvider>
          <Frame>
            <Views services={services} />
          </Frame>
        </AnnouncerProvider>
      </CaptionSessionContext>
    </PageServicesProvider>
  );
}

/** Another key shows other things: then every view begins anew. */
function Views({ services }: { readonly services: PageServices }): ReactNode {
  const key = useValue(services.preferences.apiKey);
  const [location] = useLocation();
  const view = location.split('/')[1] ?? '';
  return (
    <ErrorBoundary key={`${view} ${key ?? ''}`} instead={(again) => <ViewFailure onAgain={again} />}>
      <Suspense fallback={<ViewLoading />}>
        <Switch>
          <Route path="/" component={CaptionView} />
          <Route path="/history/:id?" component={HistoryView} />
          <Route path="/admin/*?" component={AdminView} />
          <Route path="/developers" component={DevelopersView} />
          <Route component={NotFound} />
        </Switch>
      </Suspense>
    </ErrorBoundary>
  );
}
