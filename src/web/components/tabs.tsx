import { Tabs as BaseTabs } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';

export interface Tab {
  readonly key: string;
  readonly label: string;
  readonly content: ReactNode;
}

/** Several contents in one place, one of which is shown. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }): ReactNode {
  return (
    <BaseTabs.Root className="tabs" defaultValue={tabs[0]?.key ?? ''}>
      <BaseTabs.List className="tab-list" aria-label={label}>
        {tabs.map((tab) => (
          <BaseTabs.Tab key={tab.key} className="tab" value={tab.key}>
            {tab.label}
          </BaseTabs.Tab>
        ))}
      </BaseTabs.List>
      {tabs.map((tab) => (
        <BaseTabs.Panel key={tab.key} className="tab-panel" value={tab.key}>
          {tab.content}
        </BaseTabs.Panel>
      ))}
    </BaseTabs.Root>
  );
}
