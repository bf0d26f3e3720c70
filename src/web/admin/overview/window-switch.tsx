import { useId, type ReactNode } from 'react';
import type { StatsWindow } from '../../generated/graphql.js';
import { useMessages } from '../../i18n/messages.js';
import { overviewMessages } from './messages/tables.js';
import { windows } from './windows.js';

export interface WindowSwitchProps {
  readonly window: StatsWindow;
  readonly onChange: (window: StatsWindow) => void;
}

/** How far back the numbers reach. */
export function WindowSwitch({ window, onChange }: WindowSwitchProps): ReactNode {
  const words = useMessages(overviewMessages);
  const name = useId();
  return (
    <fieldset className="segments">
      <legend>{words.window}</legend>
      {windows.map((choice) => (
        <label key={choice} className="segment">
          <input
            type="radio"
            name={name}
            value={choice}
            checked={choice === window}
            onChange={() => {
              onChange(choice);
            }}
          />
          <span>{words.windows[choice]}</span>
        </label>
      ))}
    </fieldset>
  );
}
