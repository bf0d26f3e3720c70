import type { ReactNode } from 'react';
import { CaptionStatusBadge } from '../components/caption-status-badge.js';
import { CopyButton } from '../components/copy-button.js';
import { Icon } from '../components/icons.js';
import { useFormats } from '../i18n/formats.js';
import { useMessages } from '../i18n/messages.js';
import type { EntryFields } from './entry-fields.js';
import { historyMessages } from './messages/tables.js';
import { TimingBar } from './timing-bar.js';

/** Picture, caption, other wordings, where it came from and where the time went. */
export function EntryDetails({ caption }: { readonly caption: EntryFields }): ReactNode {
  const words = useMessages(historyMessages);
  const { image, status, text, error, alternatives, timings } = caption;
  return (
    <div className="entry">
      <div className="entry-picture">
        {image.thumbnailUrl === null ? (
          <Icon name="picture" size={48} />
        ) : (
          <img src={image.thumbnailUrl} alt={text ?? words.picture} />
        )}
      </div>
      <div className="entry-words">
        <div>
          <CaptionStatusBadge status={status} />
        </div>
        {text !== null && (
          <div className="entry-caption">
            <p>{text}</p>
            <CopyButton iconOnly look="quiet" label={words.copyCaption} text={() => text} />
          </div>
        )}
        {error !== null && <p className="entry-problem">{error.message}</p>}
        {alternatives.length > 0 && (
          <section>
            <h3>{words.alternatives}</h3>
            <ul className="entry-alternatives">
              {alternatives.map((alternative) => (
                <li key={alternative.text}>
                  <span>{alternative.text}</span>
                  <CopyButton
                    iconOnly
                    look="quiet"
                    label={words.copyWording(alternative.text)}
                    text={() => alternative.text}
                  />
                </li>
              ))}
            </ul>
          </section>
        )}
        {timings !== null && <TimingBar timings={timings} />}
        <Facts caption={caption} />
      </div>
    </div>
  );
}

function Facts({ caption }: { readonly caption: EntryFields }): ReactNode {
  const words = useMessages(historyMessages);
  const formats = useFormats();
  const { image, model, profile, score, attempts, cached, run, createdAt } = caption;
  const size = [
    image.width === null || image.height === null ? null : words.pixels(image.width, image.height),
    image.format?.toUpperCase() ?? null,
    image.bytes === null ? null : formats.bytes(image.bytes),
  ].filter((part) => part !== null);
  const facts: readonly (readonly [string, string | null])[] = [
    [words.model, model?.name ?? null],
    [words.profile, profile?.name ?? null],
    [words.size, size.length === 0 ? null : size.join(', ')],
    [words.score, score === null ? null : formats.number(score, 3)],
    [words.attempts, formats.number(attempts)],
    [words.reused, cached ? words.yes : words.no],
    [
      words.run,
      run === null
        ? null
        : [words.batch(run.batchSize), formats.duration(run.durationMs), run.device, run.precision].join(
            ', ',
          ),
    ],
    [words.created, formats.dateTime(createdAt)],
  ];
  return (
    <section>
      <h3>{words.facts}</h3>
      <dl className="entry-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value ?? '–'}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
