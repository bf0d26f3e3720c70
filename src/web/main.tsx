import { createRoot } from 'react-dom/client';
import { openPageServices } from './api/page-services.js';
import { App } from './app.js';
import { CaptionSession } from './caption/caption-session.js';
import { warnOfUnsent } from './caption/warn-of-unsent.js';
import './styles/tokens.css';
import './styles/base.css';
import './styles/components.css';

const root = document.getElementById('page');
if (root === null) throw new Error('index.html has no element for the page.');
const services = openPageServices();
// Before the first paint, so that nothing flashes in the colours of the other theme.
const theme = services.preferences.theme.get();
if (theme !== 'system') document.documentElement.dataset['theme'] = theme;
const session = new CaptionSession(services);
warnOfUnsent(session.list);
void session.restore();
createRoot(root).render(<App services={services} session={session} />);
