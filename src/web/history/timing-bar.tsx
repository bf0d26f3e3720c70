import type { ReactNode } from 'react';
import { useFormats } from '../i18n/formats.js';
import { useMessages } from '../i18n/messages.js';
import type { EntryFields } from './entry-fields.js';
import { historyMessages } from './messages/tables.js';

/** Where the time of a caption went, to scale, with a legend that says the same in numbers. */
export function TimingBar({ timings }: { readonly timings: NonNullable<EntryFields['timings']> }): ReactNode {
  const words = useMessages(historyMessages);
  const formats = useFormats();
  const parts = [
    { key: 'queue', name: words.queue, value: timings.queueMs },
    { key: 'preprocess', name: words.preprocess, value: timings.preprocessMs },
    { key: 'inference', name: words.inference, value: timings.inferenceMs },
  ];
  const sum = parts.reduce((total, { value }) => total + value, 0);
  return (
    <section>
      <h3>
        {words.timings} <span className="soft">{words.total(formats.duration(timings.totalMs))}</span>
      </h3>
      <div className="timing-bar" aria-hidden="true">
        {parts.map(({ key, value }) => (
          <span
            key={key}
            className={`timing-${key}`}
            style={{ width: `${sum === 0 ? 0 : (100 * value) / sum}%` }}
          />
        ))}
      </div>
      <ul className="timing-legend">
        {parts.map(({ key, name, value }) => (
          <li key={key}>
            <span className={`timing-mark timing-${key}`} aria-hidden="true" />
            {name} <span className="numeric">{formats.duration(value)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
