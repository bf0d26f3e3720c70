import { Menu as BaseMenu } from '@base-ui/react/menu';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icons.js';

export interface MenuChoice {
  readonly key: string;
  readonly label: string;
  /** A word more about it. */
  readonly detail?: string;
  readonly onChoose: () => void;
}

export interface MenuProps {
  readonly label: string;
  readonly icon?: IconName;
  readonly look?: 'primary' | 'plain' | 'quiet';
  readonly disabled?: boolean;
  readonly choices: readonly MenuChoice[];
}

/** A button that opens a list of things to do. */
export function Menu({ label, icon, look = 'plain', disabled = false, choices }: MenuProps): ReactNode {
  return (
    <BaseMenu.Root modal={false}>
      <BaseMenu.Trigger className={`button button-${look}`} disabled={disabled}>
        {icon !== undefined && <Icon name={icon} size={18} />}
        {label}
        <Icon name="chevron" size={16} />
      </BaseMenu.Trigger>
      <BaseMenu.Portal>
        <BaseMenu.Positioner className="menu-positioner" sideOffset={6} align="end">
          <BaseMenu.Popup className="menu">
            {choices.map(({ key, label: choice, detail, onChoose }) => (
              <BaseMenu.Item key={key} className="menu-item" onClick={onChoose}>
                <span>{choice}</span>
                {detail !== undefined && <span className="menu-detail">{detail}</span>}
              </BaseMenu.Item>
            ))}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}
