import { useState, type ReactNode } from 'react';
import { graphqlPath } from '../api/create-client.js';
import { usePageServices } from '../api/page-services.js';
import type { RecordedOperation } from '../api/recorded-operations.js';
import { Badge } from '../components/badge.js';
import { CopyButton } from '../components/copy-button.js';
import { EmptyState } from '../components/empty-state.js';
import { Icon } from '../components/icons.js';
import { Tabs } from '../components/tabs.js';
import { useFormats } from '../i18n/formats.js';
import { useMessages } from '../i18n/messages.js';
import { useValue } from '../preferences/value.js';
import { View } from '../shell/view.js';
import { developersMessages } from './messages/tables.js';
import { curlSnippet, typescriptSnippet } from './snippets.js';
import { uploadsInVariables } from './uploads-in-variables.js';
import { useGraphiql } from './use-graphiql.js';
import './developers.css';

/** What the page sent, in the forms that a program or a shell takes. */
export default function DevelopersView(): ReactNode {
  const words = useMessages(developersMessages);
  const operations = useValue(usePageServices().operations.list);
  const graphiql = useGraphiql();
  const [chosen, setChosen] = useState<number | null>(null);
  const shown = operations.find(({ id }) => id === chosen) ?? operations[0];
  return (
    <View
      title={words.title}
      lead={words.lead}
      actions={
        graphiql && (
          <a className="button button-plain" href={graphqlPath}>
            {words.tryIt}
            <Icon name="external" size={18} />
          </a>
        )
      }
    >
      {shown === undefined ? (
        <div className="card">
          <EmptyState icon="code" title={words.emptyTitle}>
            <p>{words.empty}</p>
          </EmptyState>
        </div>
      ) : (
        <div className="developers">
          <OperationList operations={operations} shown={shown} onChoose={setChosen} />
          <Operation key={shown.id} operation={shown} />
        </div>
      )}
    </View>
  );
}

interface OperationListProps {
  readonly operations: readonly RecordedOperation[];
  readonly shown: RecordedOperation;
  readonly onChoose: (id: number) => void;
}

function OperationList({ operations, shown, onChoose }: OperationListProps): ReactNode {
  const words = useMessages(developersMessages);
  const formats = useFormats();
  return (
    <section aria-label={words.operations}>
      <ul className="operation-list">
        {operations.map((operation) => (
          <li key={operation.id}>
            <button
              type="button"
              className="operation-choice"
              aria-pressed={operation.id === shown.id}
              onClick={() => {
                onChoose(operation.id);
              }}
            >
              <span className="operation-name">{operation.name}</span>
              <span className="operation-kind">
                {words.kinds[operation.kind]} · <span className="numeric">{formats.time(operation.at)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Operation({ operation }: { readonly operation: RecordedOperation }): ReactNode {
  const words = useMessages(developersMessages);
  const withKey = useValue(usePageServices().preferences.apiKey) !== null;
  const options = { origin: location.origin, withKey };
  const { variables } = uploadsInVariables(operation.variables);
  const none = Object.keys(operation.variables).length === 0;
  return (
    <section className="card operation" aria-label={operation.name}>
      <div className="operation-title">
        <h2>{operation.name}</h2>
        <Badge tone="accent">{words.kinds[operation.kind]}</Badge>
      </div>
      <Tabs
        label={words.forms}
        tabs={[
          { key: 'operation', label: words.operation, content: <Code text={operation.document} /> },
          {
            key: 'variables',
            label: words.variables,
            content: none ? <p>{words.noVariables}</p> : <Code text={JSON.stringify(variables, null, 2)} />,
          },
          { key: 'curl', label: words.curl, content: <Code text={curlSnippet(operation, options)} /> },
          {
            key: 'typescript',
            label: words.typescript,
            content: <Code text={typescriptSnippet(operation, options)} />,
          },
        ]}
      />
    </section>
  );
}

function Code({ text }: { readonly text: string }): ReactNode {
  const words = useMessages(developersMessages);
  return (
    <div className="code">
      {/* What scrolls must be reachable by the keyboard. */}
      <pre tabIndex={0}>
        <code>{text}</code>
      </pre>
      <CopyButton label={words.copy} text={() => text} />
    </div>
  );
}
