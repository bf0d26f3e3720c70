/** The words of the admin view. */
export const en = {
  title: 'Admin',
  lead: 'What this server runs on.',
  model: 'Model',
  profile: 'Profile',
  device: 'Device',
  provider: 'Execution provider',
  precision: 'Precision',
  version: 'Version',
};
