// The house's buttons: cream for the one act that matters, outlined for the rest, bare for what only has to be reachable.
import './button.css';
import type { ComponentPropsWithRef } from 'react';

type ButtonProps = ComponentPropsWithRef<'button'> & {
  readonly look?: 'primary' | 'second' | 'bare' | 'round';
  /** Something is on its way: stays in colour and cannot be pressed twice. */
  readonly isBusy?: boolean;
};

export function Button({ look = 'primary', isBusy = false, className = '', onClick, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={`button button-${look} ${className}`}
      aria-busy={isBusy || undefined}
      onClick={(event) => {
        if (isBusy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {children}
    </button>
  );
}
