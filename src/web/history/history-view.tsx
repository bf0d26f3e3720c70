import { useEffect, useState, type ReactNode } from 'react';
import { useClient } from 'urql';
import { useLocation, useParams, useSearchParams } from 'wouter';
import { EmptyState } from '../components/empty-state.js';
import { ErrorNotice } from '../components/notice.js';
import { useMessages } from '../i18n/messages.js';
import { useValue } from '../preferences/value.js';
import { View } from '../shell/view.js';
import { EntryDialog } from './entry-dialog.js';
import { HistoryFilters } from './history-filters.js';
import { captionFilter, filterValues } from './history-filter.js';
import { HistoryGrid } from './history-grid.js';
import { HistoryPages } from './history-pages.js';
import { historyMessages } from './messages/tables.js';
import './history.css';

/** All captions, to be searched; one of them over it where the address names it. */
export default function HistoryView(): ReactNode {
  const words = useMessages(historyMessages);
  const client = useClient();
  const [search] = useSearchParams();
  const [, navigate] = useLocation();
  const { id } = useParams<{ id?: string }>();
  const query = search.toString();
  const [pages] = useState(() => new HistoryPages(client));
  const state = useValue(pages.state);
  useEffect(() => {
    void pages.show(captionFilter(filterValues(new URLSearchParams(query))));
  }, [pages, query]);
  const close = (): void => {
    navigate(`/history${query === '' ? '' : `?${query}`}`);
  };
  const empty = state.total === 0 && state.entries.length === 0;
  return (
    <View title={words.title} lead={words.lead}>
      <HistoryFilters />
      <p className="history-count numeric" role="status">
        {state.total === null ? '\u00A0' : words.count(state.total)}
      </p>
      {state.error !== null && <ErrorNotice error={state.error} onRetry={() => void pages.loadMore()} />}
      {empty ? (
        <EmptyState
          icon={query === '' ? 'history' : 'search'}
          title={query === '' ? words.noneTitle : words.noneFoundTitle}
        >
          <p>{query === '' ? words.none : words.noneFound}</p>
        </EmptyState>
      ) : (
        <HistoryGrid state={state} query={query} onMore={pages.loadMore} />
      )}
      {id !== undefined && (
        <EntryDialog
          id={decodeURIComponent(id)}
          onClose={close}
          onDeleted={(deleted) => {
            pages.remove(deleted);
            close();
          }}
        />
      )}
    </View>
  );
}
