import type { Client } from '@urql/core';
import { createContext, use, useEffect, useState, type ReactNode } from 'react';
import { Provider } from 'urql';
import { openPreferences, type Preferences } from '../preferences/preferences.js';
import { useValue, Value } from '../preferences/value.js';
import { createClient } from './create-client.js';
import { LiveConnection } from './live-connection.js';
import { RecordedOperations } from './recorded-operations.js';

/** What the views of the page are made from; one of each. */
export interface PageServices {
  readonly preferences: Preferences;
  /** A new one, with nothing remembered, for every key. */
  readonly client: Value<Client>;
  readonly live: LiveConnection;
  readonly operations: RecordedOperations;
  /** Whether the server asked for a key, and has not got one since. */
  readonly keyWanted: Value<boolean>;
}

/** Opens everything; nothing is sent yet. */
export function openPageServices(): PageServices {
  const preferences = openPreferences();
  const operations = new RecordedOperations();
  const keyWanted = new Value(false);
  const options = {
    preferences,
    operations,
    onUnauthenticated: () => {
      keyWanted.set(true);
    },
  };
  const client = new Value(createClient(options));
  preferences.apiKey.subscribe(() => {
    keyWanted.set(false);
    client.set(createClient(options));
  });
  return { preferences, client, live: new LiveConnection(options), operations, keyWanted };
}

const ServicesContext = createContext<PageServices | null>(null);

/** Gives the services to all components inside, and the client to the hooks of urql. */
export function PageServicesProvider({
  services,
  children,
}: {
  readonly services: PageServices;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <ServicesContext value={services}>
      <Provider value={useValue(services.client)}>{children}</Provider>
    </ServicesContext>
  );
}

/** @throws Error outside of a PageServicesProvider */
export function usePageServices(): PageServices {
  const services = use(ServicesContext);
  if (services === null) throw new Error('There is no PageServicesProvider around this component.');
  return services;
}

/** Whether the browser has a network at all. */
export function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const update = (): void => {
      setOnline(navigator.onLine);
    };
    addEventListener('online', update);
    addEventListener('offline', update);
    return () => {
      removeEventListener('online', update);
      removeEventListener('offline', update);
    };
  }, []);
  return online;
}
