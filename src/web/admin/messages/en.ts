/** The words that all parts of the admin view share. */
export const en = {
  title: 'Admin',
  navigation: 'Admin',
  parts: {
    overview: 'Overview',
    profiles: 'Profiles',
    models: 'Models',
    doctor: 'Doctor',
    alerts: 'Alerts',
    keys: 'Keys',
  },
  gateTitle: 'This part is for admins',
  gateForbidden:
    'The key of this browser is that of a client: it captions pictures, but neither sees nor changes how the server runs.',
  gateUnknown: 'The server wants the key of an admin before it shows how it runs.',
  gateHow: 'Whoever runs the server makes one on its machine:',
  enterKey: 'Enter an admin key',
  loading: 'Loading …',
  save: 'Save',
  saving: 'Saving …',
  none: 'none',
  yes: 'yes',
  no: 'no',
};
