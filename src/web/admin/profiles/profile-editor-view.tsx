import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link, useSearchParams } from 'wouter';
import { requestErrorOf } from '../../api/request-error.js';
import { EmptyState } from '../../components/empty-state.js';
import { Skeleton } from '../../components/skeleton.js';
import { PageProfilesDocument, type PageProfilesQuery } from '../../generated/graphql.js';
import { useMessages } from '../../i18n/messages.js';
import { View } from '../../shell/view.js';
import { AdminError } from '../admin-gate.js';
import { draftOf, type Draft } from './draft.js';
import { profilesMessages } from './messages/tables.js';
import { ProfileForm } from './profile-form.js';
import './profiles.css';

type Profile = PageProfilesQuery['profiles'][number];

/** A new profile, or one that is changed. */
export function ProfileEditorView({ name }: { readonly name?: string }): ReactNode {
  const words = useMessages(profilesMessages);
  const [search] = useSearchParams();
  const [{ data, error }, ask] = useQuery({ query: PageProfilesDocument });
  const from = search.get('from');
  const own = data?.profiles.find((profile) => profile.name === name);
  const lead =
    name !== undefined
      ? own?.builtIn === true
        ? words.builtInLead
        : own?.active === true
          ? words.editActiveLead
          : words.editLead
      : from !== null
        ? words.copyLead(from)
        : words.newLead;
  return (
    <View title={name === undefined ? words.newTitle : words.editTitle(name)} lead={lead}>
      {error !== undefined && (
        <AdminError
          error={requestErrorOf(error)}
          onRetry={() => {
            ask({ requestPolicy: 'network-only' });
          }}
        />
      )}
      {data === undefined && error === undefined && <Skeleton width="100%" height="40rem" />}
      {data !== undefined && (
        <Editor data={data} name={name} from={from} recommended={search.has('recommended')} />
      )}
    </View>
  );
}

interface EditorProps {
  readonly data: PageProfilesQuery;
  readonly name: string | undefined;
  readonly from: string | null;
  readonly recommended: boolean;
}

function Editor({ data, name, from, recommended }: EditorProps): ReactNode {
  const { profiles, models, recommendation } = data;
  const named = (wanted: string): Profile | undefined => profiles.find((profile) => profile.name === wanted);
  // What a new profile does not give is as in this one.
  const before = named(name ?? 'auto');
  if (before === undefined) return <Missing name={name ?? 'auto'} />;
  const initial: Draft =
    name !== undefined
      ? draftOf(before)
      : {
          ...draftOf(named(from ?? '') ?? before),
          name: '',
          ...(recommended ? recommendedValues(recommendation) : {}),
        };
  const modelNames = [...new Set([...models.map((model) => model.name), before.model])];
  return (
    <ProfileForm
      mode={name === undefined ? 'create' : before.builtIn ? 'view' : 'update'}
      before={before}
      initial={initial}
      models={modelNames}
    />
  );
}

function recommendedValues(recommendation: PageProfilesQuery['recommendation']): Partial<Draft> {
  const { batchSize, maxImageSize, precision } = recommendation;
  return { batchSize: String(batchSize), maxImageSize: String(maxImageSize), precision };
}

function Missing({ name }: { readonly name: string }): ReactNode {
  const words = useMessages(profilesMessages);
  return (
    <div className="card">
      <EmptyState icon="search" title={words.missing(name)}>
        <Link className="button button-plain" href="/admin/profiles">
          {words.back}
        </Link>
      </EmptyState>
    </div>
  );
}
