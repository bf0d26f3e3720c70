import type { ReactNode } from 'react';
import { Route, Switch } from 'wouter';
import { useQuery } from 'urql';
import { requestErrorOf } from '../api/request-error.js';
import { PageRuntimeDocument } from '../generated/graphql.js';
import { useMessages } from '../i18n/messages.js';
import { NotFound } from '../shell/view-failure.js';
import { View } from '../shell/view.js';
import { AdminGate, needsAdmin } from './admin-gate.js';
import { AdminNavigation } from './admin-navigation.js';
import { AlertsView } from './alerts/alerts-view.js';
import { DoctorView } from './doctor/doctor-view.js';
import { KeysView } from './keys/keys-view.js';
import { adminMessages } from './messages/tables.js';
import { ModelsView } from './models/models-view.js';
import { OverviewView } from './overview/overview-view.js';
import { ProfileEditorView } from './profiles/profile-editor-view.js';
import { ProfilesView } from './profiles/profiles-view.js';
import './admin.css';

/** What the server runs on and how it does, and all that an admin may change of it. */
export default function AdminView(): ReactNode {
  const words = useMessages(adminMessages);
  const [{ error }] = useQuery({ query: PageRuntimeDocument });
  const failure = error === undefined ? null : requestErrorOf(error);
  if (failure !== null && needsAdmin(failure)) {
    return (
      <View title={words.title}>
        <AdminGate error={failure} />
      </View>
    );
  }
  return (
    <>
      <AdminNavigation />
      <Switch>
        <Route path="/admin" component={OverviewView} />
        <Route path="/admin/profiles" component={ProfilesView} />
        <Route path="/admin/profiles/new">
          <ProfileEditorView />
        </Route>
        <Route path="/admin/profiles/edit/:name">
          {({ name }) => <ProfileEditorView key={name} name={name} />}
        </Route>
        <Route path="/admin/models" component={ModelsView} />
        <Route path="/admin/doctor" component={DoctorView} />
        <Route path="/admin/alerts" component={AlertsView} />
        <Route path="/admin/keys" component={KeysView} />
        <Route component={NotFound} />
      </Switch>
    </>
  );
}
