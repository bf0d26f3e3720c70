import { useQuery } from 'urql';
import type { ReactNode } from 'react';
import { requestErrorOf } from '../../api/request-error.js';
import { Skeleton } from '../../components/skeleton.js';
import { PageAlertRulesDocument } from '../../generated/graphql.js';
import { AdminError } from '../admin-gate.js';
import { AlertRuleForm } from './alert-rule-form.js';

/** When alerts are raised; each rule is saved by itself. */
export function AlertRules(): ReactNode {
  const [{ data, error }, ask] = useQuery({ query: PageAlertRulesDocument });
  const again = (): void => {
    ask({ requestPolicy: 'network-only' });
  };
  return (
    <>
      {error !== undefined && <AdminError error={requestErrorOf(error)} onRetry={again} />}
      {data === undefined && error === undefined && <Skeleton width="100%" height="20rem" />}
      {data !== undefined && (
        <div className="card rule-list">
          {data.alertRules.map((rule) => (
            <AlertRuleForm key={rule.name} rule={rule} />
          ))}
        </div>
      )}
    </>
  );
}
