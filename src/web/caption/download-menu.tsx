import type { ReactNode } from 'react';
import { Menu } from '../components/menu.js';
import { useLanguage, useMessages } from '../i18n/messages.js';
import { csvOf } from './exports/csv.js';
import { exportedCaptions } from './exports/exported-caption.js';
import { htmlOf } from './exports/html.js';
import { jsonOf } from './exports/json.js';
import { saveFile } from './exports/save-file.js';
import { captionMessages } from './messages/tables.js';
import { useCaptionSession } from './session-context.js';

/** Saves the captions that are ready, as they were edited. */
export function DownloadMenu({ disabled }: { readonly disabled: boolean }): ReactNode {
  const words = useMessages(captionMessages);
  const language = useLanguage();
  const session = useCaptionSession();
  const captions = () => exportedCaptions(session.list.all());
  const saves = {
    csv: () => {
      saveFile('captions.csv', csvOf(captions()), 'text/csv;charset=utf-8');
    },
    json: () => {
      saveFile('captions.json', jsonOf(captions()), 'application/json');
    },
    zip: async () => {
      const { sidecarsOf } = await import('./exports/sidecars.js');
      saveFile('captions.zip', sidecarsOf(captions()), 'application/zip');
    },
    html: () => {
      saveFile('captions.html', htmlOf(captions(), language), 'text/html;charset=utf-8');
    },
  };
  const forms = ['csv', 'json', 'zip', 'html'] as const;
  return (
    <Menu
      label={words.download}
      icon="download"
      disabled={disabled}
      choices={forms.map((form) => ({
        key: form,
        ...words.downloads[form],
        onChoose: () => void saves[form](),
      }))}
    />
  );
}
