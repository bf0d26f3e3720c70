import type { ComponentProps, ReactNode } from 'react';
import { Icon, type IconName } from './icons.js';

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'type'> {
  /** `primary`: the one thing to do here. `quiet`: without a border. `danger`: something is lost by it. */
  readonly look?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly icon?: IconName;
  readonly submits?: boolean;
  /** What it began is not over: it does nothing until then, and keeps the focus that it has. */
  readonly waiting?: boolean;
}

export function Button({
  look = 'plain',
  icon,
  submits = false,
  waiting = false,
  className = '',
  children,
  ...rest
}: ButtonProps): ReactNode {
  const inert: ComponentProps<'button'> = {
    'aria-disabled': true,
    onClick: (event) => {
      event.preventDefault();
    },
  };
  return (
    <button
      {...rest}
      {...(waiting ? inert : {})}
      type={submits ? 'submit' : 'button'}
      className={`button button-${look} ${className}`}
    >
      {icon !== undefined && <Icon name={icon} size={18} />}
      {children}
    </button>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'aria-label' | 'icon'> {
  readonly icon: IconName;
  /** What it does, in words: shown on pointing, read aloud. */
  readonly label: string;
}

/** A button that is only a drawing; 40 by 40 pixels, so that a finger hits it. */
export function IconButton({
  icon,
  label,
  look = 'quiet',
  className = '',
  ...rest
}: IconButtonProps): ReactNode {
  return (
    <Button
      {...rest}
      look={look}
      icon={icon}
      className={`button-icon ${className}`}
      aria-label={label}
      title={label}
    />
  );
}
