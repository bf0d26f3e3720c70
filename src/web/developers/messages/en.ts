/** The words of the view for developers. */
export const en = {
  title: 'For developers',
  lead: 'Everything on this page is GraphQL. Here is what it sent last, to be used in your own program. Your key is left out.',
  tryIt: 'Open GraphiQL',
  operations: 'Sent last',
  emptyTitle: 'Nothing was sent yet',
  empty: 'Caption a picture or look through the history, then come back.',
  forms: 'Forms of the operation',
  operation: 'Operation',
  variables: 'Variables',
  noVariables: 'It has no variables.',
  curl: 'curl',
  typescript: 'TypeScript',
  copy: 'Copy',
  kinds: { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' },
};
