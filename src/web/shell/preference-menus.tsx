import { Menu } from '@base-ui/react/menu';
import type { ReactNode } from 'react';
import { usePageServices } from '../api/page-services.js';
import { Icon, type IconName } from '../components/icons.js';
import { useMessages } from '../i18n/messages.js';
import { languages, themes, type Language } from '../preferences/preferences.js';
import { useValue, type Value } from '../preferences/value.js';
import { shellMessages } from './messages/tables.js';

/** Each in itself, so that whoever cannot read the page finds it. */
const languageNames: Readonly<Record<Language, string>> = { en: 'English', zh: '中文' };

export function LanguageMenu(): ReactNode {
  const words = useMessages(shellMessages);
  const { language } = usePageServices().preferences;
  return (
    <PreferenceMenu
      icon="language"
      label={words.language}
      value={language}
      choices={languages.map((value) => ({
        value,
        label: languageNames[value],
        lang: value === 'zh' ? 'zh-Hans' : value,
      }))}
    />
  );
}

export function ThemeMenu(): ReactNode {
  const words = useMessages(shellMessages);
  const { theme } = usePageServices().preferences;
  return (
    <PreferenceMenu
      icon="theme"
      label={words.theme}
      value={theme}
      choices={themes.map((value) => ({ value, label: words.themes[value] }))}
    />
  );
}

interface PreferenceMenuProps<T extends string> {
  readonly icon: IconName;
  readonly label: string;
  readonly value: Value<T>;
  readonly choices: readonly { readonly value: T; readonly label: string; readonly lang?: string }[];
}

function PreferenceMenu<T extends string>(props: PreferenceMenuProps<T>): ReactNode {
  const { icon, label, value, choices } = props;
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className="button button-quiet button-icon" aria-label={label} title={label}>
        <Icon name={icon} />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className="menu-positioner" sideOffset={6} align="end">
          <Menu.Popup className="menu">
            <Menu.RadioGroup value={useValue(value)} onValueChange={value.set} aria-label={label}>
              {choices.map((choice) => (
                <Menu.RadioItem
                  key={choice.value}
                  className="menu-item menu-choice"
                  value={choice.value}
                  lang={choice.lang}
                  closeOnClick
                >
                  <span className="menu-choice-mark">
                    <Menu.RadioItemIndicator>
                      <Icon name="check" size={16} />
                    </Menu.RadioItemIndicator>
                  </span>
                  {choice.label}
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
