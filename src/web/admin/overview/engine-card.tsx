import { useId, type ReactNode } from 'react';
import { Badge } from '../../components/badge.js';
import { Button } from '../../components/button.js';
import { Icon } from '../../components/icons.js';
import { Skeleton } from '../../components/skeleton.js';
import {
  PageReleaseMemoryDocument,
  type EngineState,
  type PageRuntimeFactsFragment,
} from '../../generated/graphql.js';
import { useFormats } from '../../i18n/formats.js';
import { useMessages } from '../../i18n/messages.js';
import { useChange } from '../use-change.js';
import { MemoryGauge } from './memory-gauge.js';
import { overviewMessages } from './messages/tables.js';

interface EngineCardProps {
  /** Null while it is on its way. */
  readonly runtime: PageRuntimeFactsFragment | null;
}

/** What captions are computed on now, why that is so where it is not as asked, and its memory. */
export function EngineCard({ runtime }: EngineCardProps): ReactNode {
  const words = useMessages(overviewMessages);
  const id = useId();
  const release = useChange(PageReleaseMemoryDocument);
  return (
    <section className="card engine-card" aria-labelledby={id}>
      <div className="engine-head">
        <h2 id={id} className="card-title">
          {words.engine}
        </h2>
        {runtime === null ? (
          <Skeleton width="5rem" height="1.5rem" />
        ) : (
          <EngineBadge state={runtime.engine} />
        )}
        <Button
          className="engine-release"
          disabled={runtime === null}
          waiting={release.waiting}
          onClick={() => void release.send({}, words.released)}
        >
          {release.waiting ? words.releasing : words.release}
        </Button>
      </div>
      {runtime?.reason != null && (
        <p className="engine-reason">
          <Icon name="alert" size={18} />
          <span>{runtime.reason}</span>
        </p>
      )}
      <Facts runtime={runtime} />
      {runtime === null ? (
        <Skeleton width="100%" height="2.75rem" />
      ) : (
        <MemoryGauge label={words.memory} memory={runtime.memory} />
      )}
    </section>
  );
}

const tones: Readonly<Record<EngineState, 'good' | 'accent' | 'warning' | 'bad'>> = {
  READY: 'good',
  BUSY: 'accent',
  STARTING: 'warning',
  DEGRADED: 'warning',
  UNAVAILABLE: 'bad',
};

export function EngineBadge({ state }: { readonly state: EngineState }): ReactNode {
  const words = useMessages(overviewMessages);
  return <Badge tone={tones[state]}>{words.states[state]}</Badge>;
}

function Facts({ runtime }: EngineCardProps): ReactNode {
  const words = useMessages(overviewMessages);
  const { duration } = useFormats();
  const facts = [
    [words.model, runtime?.model],
    [words.profile, runtime?.profile],
    [words.device, runtime?.forced === true ? words.forced(runtime.device ?? '–') : runtime?.device],
    [words.provider, runtime?.provider],
    [words.precision, runtime?.precision],
    [words.uptime, runtime === null ? null : duration(steadily(runtime.uptimeMs))],
    [words.version, runtime?.version],
  ] as const;
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{runtime === null ? <Skeleton width="6rem" height="1.25rem" /> : (value ?? '–')}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Seconds in the first minute, then minutes: more would only flicker. */
function steadily(milliseconds: number): number {
  const step = milliseconds < 60_000 ? 1000 : 60_000;
  return Math.max(1000, Math.floor(milliseconds / step) * step);
}
