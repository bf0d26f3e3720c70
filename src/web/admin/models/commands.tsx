import type { ReactNode } from 'react';
import { CopyButton } from '../../components/copy-button.js';
import { useMessages } from '../../i18n/messages.js';
import { modelsMessages } from './messages/tables.js';

const commands = {
  pull: 'ofa-caption models pull damo/ofa_image-caption_coco_distilled_en',
  import: 'ofa-caption models import FOLDER --name NAME',
  list: 'ofa-caption models list',
  verify: 'ofa-caption models verify NAME',
} as const;

const uses = Object.keys(commands) as readonly (keyof typeof commands)[];

/** How models come in: on the machine of the server, by commands to copy. */
export function Commands(): ReactNode {
  const words = useMessages(modelsMessages);
  return (
    <section className="card commands" aria-labelledby="commands">
      <h2 id="commands" className="card-title">
        {words.commandsTitle}
      </h2>
      <p className="soft">{words.commandsText}</p>
      <dl>
        {uses.map((use) => (
          <div key={use}>
            <dt>{words.commands[use]}</dt>
            <dd className="command">
              <code>{commands[use]}</code>
              <CopyButton iconOnly look="quiet" label={words.copy(commands[use])} text={() => commands[use]} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
