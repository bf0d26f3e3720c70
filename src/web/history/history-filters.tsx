import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { useSearchParams } from 'wouter';
import { Button } from '../components/button.js';
import { Icon } from '../components/icons.js';
import { Select } from '../components/select.js';
import { TextField } from '../components/text-field.js';
import { PageFilterNamesDocument } from '../generated/graphql.js';
import { useMessages } from '../i18n/messages.js';
import { shellMessages } from '../shell/messages/tables.js';
import { captionStatuses, filterFields, filterValues, type FilterField } from './history-filter.js';
import { historyMessages } from './messages/tables.js';

/** After the last key, milliseconds. */
const typingPauseMs = 300;

/** What is looked for. It is kept in the address, so that it can be sent to others and gone back to. */
export function HistoryFilters(): ReactNode {
  const words = useMessages(historyMessages);
  const statuses = useMessages(shellMessages).captionStatuses;
  const [search, setSearch] = useSearchParams();
  const [{ data }] = useQuery({ query: PageFilterNamesDocument });
  const values = filterValues(search);
  const [resets, setResets] = useState(0);
  const [opened, setOpened] = useState(
    filterFields.some((field) => field !== 'text' && values[field] !== ''),
  );
  const set = (field: FilterField, value: string): void => {
    setSearch(
      (present) => {
        if (value === '') present.delete(field);
        else present.set(field, value);
        return present;
      },
      { replace: true },
    );
  };
  const any = { value: '', label: words.any };
  const named = (names: readonly { readonly name: string }[] | undefined, chosen: string) => {
    const known = new Set([...(names ?? []).map(({ name }) => name), ...(chosen === '' ? [] : [chosen])]);
    return [any, ...[...known].map((name) => ({ value: name, label: name }))];
  };
  return (
    <search
      className={`card history-filters ${opened ? '' : 'history-filters-closed'}`}
      aria-label={words.filters}
    >
      <SearchField
        key={resets}
        text={values.text}
        onText={(text) => {
          set('text', text);
        }}
      />
      {/* On phones only, where all filters would fill the window. */}
      <Button
        className="history-filters-button"
        icon="chevron"
        aria-expanded={opened}
        onClick={() => {
          setOpened(!opened);
        }}
      >
        {words.filters}
      </Button>
      <Select
        label={words.status}
        value={values.status}
        choices={[any, ...captionStatuses.map((status) => ({ value: status, label: statuses[status] }))]}
        onChange={(status) => {
          set('status', status);
        }}
      />
      {(['from', 'to'] as const).map((field) => (
        <TextField
          key={field}
          label={words[field]}
          type="date"
          value={values[field]}
          onText={(text) => {
            set(field, text);
          }}
        />
      ))}
      {(['model', 'profile'] as const).map((field) => (
        <Select
          key={field}
          label={words[field]}
          value={values[field]}
          choices={named(field === 'model' ? data?.models : data?.profiles, values[field])}
          onChange={(name) => {
            set(field, name);
          }}
        />
      ))}
      <Button
        look="quiet"
        disabled={filterFields.every((field) => values[field] === '')}
        onClick={() => {
          setSearch({}, { replace: true });
          setResets(resets + 1);
        }}
      >
        {words.reset}
      </Button>
    </search>
  );
}

/** Searches when the user stops typing. */
function SearchField(props: { readonly text: string; readonly onText: (text: string) => void }): ReactNode {
  const words = useMessages(historyMessages);
  const [typed, setTyped] = useState(props.text);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );
  return (
    <div className="history-search">
      <TextField
        label={words.search}
        type="search"
        placeholder={words.searchPlaceholder}
        value={typed}
        onText={(text) => {
          setTyped(text);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => {
            props.onText(text);
          }, typingPauseMs);
        }}
      />
      <Icon name="search" size={18} />
    </div>
  );
}
