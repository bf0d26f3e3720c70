import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { requestErrorOf } from '../../api/request-error.js';
import { Badge, type BadgeProps } from '../../components/badge.js';
import { Button } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import { Skeleton } from '../../components/skeleton.js';
import { PageDoctorDocument, type CheckStatus, type PageDoctorQuery } from '../../generated/graphql.js';
import { useMessages } from '../../i18n/messages.js';
import { View } from '../../shell/view.js';
import { AdminError } from '../admin-gate.js';
import { doctorMessages } from './messages/tables.js';
import './doctor.css';

type Check = PageDoctorQuery['doctor']['checks'][number];

/** What is right and wrong with the server and its machine, and what to do about it. */
export function DoctorView(): ReactNode {
  const words = useMessages(doctorMessages);
  const [{ data, error, fetching, stale }, ask] = useQuery({
    query: PageDoctorDocument,
    requestPolicy: 'cache-and-network',
  });
  const looking = fetching || stale;
  const again = (): void => {
    ask({ requestPolicy: 'network-only' });
  };
  return (
    <View
      title={words.title}
      lead={words.lead}
      actions={
        <Button icon="retry" onClick={again} waiting={looking}>
          {looking ? words.looking : words.again}
        </Button>
      }
    >
      {error !== undefined && <AdminError error={requestErrorOf(error)} onRetry={again} />}
      {data === undefined && error === undefined && (
        <div role="status" aria-label={words.looking}>
          <Skeleton width="100%" height="20rem" />
        </div>
      )}
      {data !== undefined && <Report checks={data.doctor.checks} />}
    </View>
  );
}

const statuses: readonly CheckStatus[] = ['FAIL', 'WARN', 'PASS', 'SKIP'];

function Report({ checks }: { readonly checks: readonly Check[] }): ReactNode {
  const words = useMessages(doctorMessages);
  const count = (status: CheckStatus): number => checks.filter((check) => check.status === status).length;
  const tone = count('FAIL') > 0 ? 'bad' : count('WARN') > 0 ? 'warning' : 'good';
  return (
    <div className="doctor">
      <Notice tone={tone}>
        <strong>{words.verdicts[tone]}</strong>{' '}
        {statuses
          .filter((status) => count(status) > 0)
          .map((status) => words.counts[status](count(status)))
          .join(words.separator)}
      </Notice>
      {groupsOf(checks).map(([group, inGroup]) => (
        <section key={group} className="card doctor-group" aria-labelledby={`doctor-${group}`}>
          <h2 id={`doctor-${group}`} className="card-title">
            {words.groups[group] ?? group}
          </h2>
          <ul>
            {inGroup.map((check) => (
              <CheckRow key={check.name} check={check} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

const looks: Readonly<Record<CheckStatus, Omit<BadgeProps, 'children'>>> = {
  PASS: { tone: 'good', icon: 'check' },
  WARN: { tone: 'warning', icon: 'alert' },
  FAIL: { tone: 'bad', icon: 'cancel' },
  SKIP: { tone: 'plain' },
};

function CheckRow({ check }: { readonly check: Check }): ReactNode {
  const words = useMessages(doctorMessages);
  return (
    <li className="check">
      <Badge {...looks[check.status]}>{words.statuses[check.status]}</Badge>
      <div className="check-text">
        <p>{check.detail}</p>
        {check.fix !== null && (
          <p className="check-fix">
            <strong>{words.fix}</strong> {check.fix}
          </p>
        )}
      </div>
      <code className="check-name">{check.name}</code>
    </li>
  );
}

/** In the order in which they come. */
function groupsOf(checks: readonly Check[]): [string, Check[]][] {
  const groups = new Map<string, Check[]>();
  for (const check of checks) groups.set(check.group, [...(groups.get(check.group) ?? []), check]);
  return [...groups];
}
