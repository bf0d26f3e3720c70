import type { ReactNode } from 'react';
import type { PageMemoryFragment } from '../../generated/graphql.js';
import { useFormats } from '../../i18n/formats.js';
import { useMessages } from '../../i18n/messages.js';
import { useMemorySize } from './memory-size.js';
import { overviewMessages } from './messages/tables.js';

export interface MemoryGaugeProps {
  readonly label: string;
  readonly memory: PageMemoryFragment | null;
}

/** What is held of the memory that there is; the most that was held lies paler behind it, the limit is a line. */
export function MemoryGauge({ label, memory }: MemoryGaugeProps): ReactNode {
  const words = useMessages(overviewMessages);
  const { percent } = useFormats();
  const size = useMemorySize();
  const held = memory?.allocatedMiB ?? null;
  const limit = memory?.limitMiB ?? null;
  const reserved = memory?.reservedMiB ?? null;
  const whole = memory?.totalMiB ?? limit;
  if (held === null || whole === null) {
    return (
      <div className="gauge">
        <span className="gauge-label">{label}</span>
        <span className="soft">{words.memoryUnknown}</span>
      </div>
    );
  }
  // With a small limit on a large machine all that matters would be a sliver.
  const scale = limit === null ? whole : Math.min(whole, Math.max(1.25 * limit, held, reserved ?? 0));
  const text = words.memoryText({
    held: size(held),
    most: reserved === null ? null : size(reserved),
    of: size(limit ?? whole),
    limited: limit !== null,
    share: memory?.usage == null ? null : percent(memory.usage),
  });
  const over = (memory?.usage ?? 0) > 0.95;
  return (
    <div className="gauge">
      <span className="gauge-label">{label}</span>
      <div
        className="gauge-track"
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={Math.round(scale)}
        aria-valuenow={Math.round(Math.min(held, scale))}
        aria-valuetext={text}
      >
        {reserved !== null && <Part className="gauge-most" share={reserved / scale} />}
        <Part className={over ? 'gauge-held gauge-over' : 'gauge-held'} share={held / scale} />
        {limit !== null && <div className="gauge-limit" style={{ left: `${(100 * limit) / scale}%` }} />}
      </div>
      <span className="gauge-text numeric">{text}</span>
    </div>
  );
}

function Part({ className, share }: { readonly className: string; readonly share: number }): ReactNode {
  return <div className={`gauge-part ${className}`} style={{ transform: `scaleX(${Math.min(1, share)})` }} />;
}
