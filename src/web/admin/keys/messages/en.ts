/** The words of the keys. */
export const en = {
  title: 'Keys',
  lead: 'Every request carries a key, once there is one.',
  create: 'New key',
  createIt: 'Create',
  cancel: 'Cancel',
  created: (name: string) => `The key “${name}” is created.`,
  open: 'There is no key yet',
  openText:
    'The server is for its own machine only, and whoever is there may do everything. The first key changes that for good: from then on every request needs one.',
  firstKey:
    'From this key on every request needs one, for good. It will be used in this browser, so that you stay in.',
  firstKeyClient:
    'From this key on every request needs one, for good, and with the key of a client nobody gets into this part. Make that of an admin first.',
  noAdmin:
    'No admin has a valid key any more. One can be made on the machine of the server: ofa-caption keys create --role admin --name NAME',
  name: 'Name',
  nameHint: 'Begins with a letter; up to 64 letters, digits, spaces and . _ @ -',
  role: 'Role',
  roles: { CLIENT: 'Client', ADMIN: 'Admin' },
  roleTexts: {
    CLIENT: 'Captions pictures, and sees its own captions and jobs.',
    ADMIN: 'May do everything, and sees the captions and jobs of all.',
  },
  createdAt: (at: string) => `created ${at}`,
  lastUsedAt: (at: string) => `last used ${at}`,
  neverUsed: 'never used',
  revokedState: 'Revoked',
  revoke: 'Revoke',
  revokeTitle: (name: string) => `Revoke the key “${name}”?`,
  revokeText:
    'Whoever uses it is cut off at once, and it can never be made valid again. If it is the key of this browser, you need another one.',
  revoked: (name: string) => `The key “${name}” is revoked.`,
  revokedAt: (at: string) => `revoked ${at}`,
  secretTitle: (name: string) => `The key “${name}”`,
  secretText: 'Copy it now: it is shown this once, and nothing can tell it again.',
  secret: 'Key',
  copy: 'Copy',
  usedHere: 'When you close this window, this browser goes on with this key.',
  shutOut: 'This browser has no key of an admin; it will be asked for one.',
  stored: 'I have stored it',
};
