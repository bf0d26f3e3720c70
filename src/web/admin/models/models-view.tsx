import { useRef, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { requestErrorOf } from '../../api/request-error.js';
import { Badge } from '../../components/badge.js';
import { Button } from '../../components/button.js';
import { Skeleton } from '../../components/skeleton.js';
import { PageModelsDocument, PageSetDefaultModelDocument, type PageModelsQuery } from '../../generated/graphql.js';
import { useFormats } from '../../i18n/formats.js';
import { useLanguage, useMessages } from '../../i18n/messages.js';
import { View } from '../../shell/view.js';
import { AdminError } from '../admin-gate.js';
import { useChange } from '../use-change.js';
import { Commands } from './commands.js';
import { modelsMessages } from './messages/tables.js';
import './models.css';

type Model = PageModelsQuery['models'][number];

/** The models that there are, and how others come in. */
export function ModelsView(): ReactNode {
  const words = useMessages(modelsMessages);
  const [{ data, error }, ask] = useQuery({ query: PageModelsDocument, requestPolicy: 'cache-and-network' });
  const again = (): void => {
    ask({ requestPolicy: 'network-only' });
  };
  return (
    <View title={words.title} lead={words.lead}>
      {error !== undefined && <AdminError error={requestErrorOf(error)} onRetry={again} />}
      {data === undefined && error === undefined && <Skeleton width="100%" height="10rem" />}
      {data !== undefined && (
        <ul className="model-cards">
          {data.models.map((model) => (
            <ModelCard
              key={model.id}
              model={model}
              isDefault={model.name === data.profile?.model}
              onChanged={again}
            />
          ))}
        </ul>
      )}
      <Commands />
    </View>
  );
}

interface ModelCardProps {
  readonly model: Model;
  /** Whether the profiles that came with the server go by it. */
  readonly isDefault: boolean;
  readonly onChanged: () => void;
}

function ModelCard({ model, isDefault, onChanged }: ModelCardProps): ReactNode {
  const words = useMessages(modelsMessages);
  const language = useLanguage();
  const { number } = useFormats();
  const { waiting, send } = useChange(PageSetDefaultModelDocument);
  const heading = useRef<HTMLHeadingElement>(null);
  const makeDefault = async (): Promise<void> => {
    const { error } = await send({ name: model.name }, words.madeDefault(model.name));
    if (error !== null) return;
    heading.current?.focus();
    onChanged();
  };
  const facts = [
    [words.family, model.family],
    [words.language, languageName(language, model.language)],
    [words.imageSize, words.pixels(number(model.imageSize))],
    [words.parameters, words.millions(number(model.parameters / 1e6, 1))],
    [words.license, model.license ?? words.noLicense],
  ] as const;
  return (
    <li className="card model-card">
      <div className="model-card-head">
        <h2 className="model-card-name" ref={heading} tabIndex={-1}>
          {model.name}
        </h2>
        {isDefault && (
          <Badge tone="accent" icon="check">
            {words.isDefault}
          </Badge>
        )}
        <Badge tone={model.loaded ? 'good' : 'plain'}>{model.loaded ? words.loaded : words.notLoaded}</Badge>
        {!isDefault && (
          <Button
            waiting={waiting}
            aria-label={`${waiting ? words.makingDefault : words.makeDefault}: ${model.name}`}
            onClick={() => void makeDefault()}
          >
            {waiting ? words.makingDefault : words.makeDefault}
          </Button>
        )}
      </div>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

/** Such as `English` for `en`. */
function languageName(language: string, code: string): string {
  return new Intl.DisplayNames([language], { type: 'language' }).of(code) ?? code;
}
