/** The kinds of things that have a global id. */
export type NodeType = 'Alert' | 'ApiKey' | 'Caption' | 'CaptionJob' | 'InferenceRun' | 'Model' | 'Profile';

/** Largest row id of the database: a 32-bit integer. */
const largestRowId = 2 ** 31 - 1;

/** A global Relay id: unique over all types, opaque to clients. */
export function encodeNodeId(type: string, id: string | number | bigint): string {
  return Buffer.from(`${type}:${id.toString()}`).toString('base64');
}

/** The type and the local id of a global id; both are empty where it is malformed, so that it finds nothing. */
export function decodeNodeId(nodeId: string): { typename: string; id: string } {
  const decoded = Buffer.from(nodeId, 'base64').toString();
  const [, typename, id] = /^([A-Za-z]+):(.+)$/s.exec(decoded) ?? [];
  if (typename === undefined || id === undefined || encodeNodeId(typename, id) !== nodeId) {
    return { typename: '', id: '' };
  }
  return { typename, id };
}

/** The row that a global id of the given type names; null for an id that is malformed or of another type. */
export function rowIdOf(type: NodeType, nodeId: string): number | null {
  const { typename, id } = decodeNodeId(nodeId);
  return typename === type ? parseRowId(id) : null;
}

export function parseRowId(id: string): number | null {
  const row = /^[1-9]\d{0,9}$/.test(id) ? Number(id) : null;
  return row === null || row > largestRowId ? null : row;
}
