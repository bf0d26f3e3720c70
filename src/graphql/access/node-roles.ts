import type { Role } from '../../access/role.js';
import type { Viewer } from '../../access/viewer.js';
import type { NodeType } from '../node-id.js';

/** Who may fetch what by its id; what belongs to somebody its owner only, besides. */
const nodeRoles: Readonly<Record<NodeType, Role>> = {
  Alert: 'ADMIN',
  ApiKey: 'ADMIN',
  Caption: 'CLIENT',
  CaptionJob: 'CLIENT',
  // A client sees the run of its own caption in that caption; by ids it would see those of all.
  InferenceRun: 'ADMIN',
  Model: 'CLIENT',
  Profile: 'CLIENT',
};

/** Whether `node` may answer with something of this type; a type without an entry is for admins. */
export function mayFetch({ role }: Viewer, typename: string): boolean {
  return role === 'ADMIN' || (Object.hasOwn(nodeRoles, typename) && nodeRoles[typename as NodeType] === role);
}
