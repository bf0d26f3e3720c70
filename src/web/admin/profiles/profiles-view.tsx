import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { requestErrorOf } from '../../api/request-error.js';
import { Icon } from '../../components/icons.js';
import { Skeleton } from '../../components/skeleton.js';
import { PageProfilesDocument, type PageProfilesQuery } from '../../generated/graphql.js';
import { useFormats } from '../../i18n/formats.js';
import { useMessages } from '../../i18n/messages.js';
import { View } from '../../shell/view.js';
import { AdminError } from '../admin-gate.js';
import { ComparisonTable } from './comparison-table.js';
import { profilesMessages } from './messages/tables.js';
import { ProfileCard } from './profile-card.js';
import './profiles.css';

/** All profiles: what each is, what can be done with it, and how they differ. */
export function ProfilesView(): ReactNode {
  const words = useMessages(profilesMessages);
  const [{ data, error }, ask] = useQuery({
    query: PageProfilesDocument,
    requestPolicy: 'cache-and-network',
  });
  const again = (): void => {
    ask({ requestPolicy: 'network-only' });
  };
  return (
    <View
      title={words.title}
      lead={words.lead}
      actions={
        <Link className="button button-primary" href="/admin/profiles/new">
          {words.create}
        </Link>
      }
    >
      {error !== undefined && <AdminError error={requestErrorOf(error)} onRetry={again} />}
      {data === undefined && error === undefined && <Skeleton width="100%" height="24rem" />}
      {data !== undefined && (
        <div className="profiles">
          <ul className="profile-cards">
            {data.profiles.map((profile) => (
              <ProfileCard key={profile.id} profile={profile} onChanged={again} />
            ))}
          </ul>
          <Recommendation recommendation={data.recommendation} />
          <ComparisonTable profiles={data.profiles} />
        </div>
      )}
    </View>
  );
}

function Recommendation({
  recommendation,
}: {
  readonly recommendation: PageProfilesQuery['recommendation'];
}): ReactNode {
  const words = useMessages(profilesMessages);
  const { number } = useFormats();
  const { batchSize, maxImageSize, precision, reason } = recommendation;
  return (
    <section className="card recommendation" aria-labelledby="recommendation">
      <Icon name="check" />
      <div className="recommendation-text">
        <h2 id="recommendation" className="card-title">
          {words.recommendation}
        </h2>
        <p>{words.recommended(number(batchSize), number(maxImageSize), precision)}</p>
        <p className="soft">{reason}</p>
      </div>
      <Link className="button button-plain" href="/admin/profiles/new?recommended">
        {words.useRecommended}
      </Link>
    </section>
  );
}
