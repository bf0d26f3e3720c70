import { Component, type ReactNode } from 'react';

interface ErrorBoundaryProps {
  /** Shown instead of what could not be drawn. */
  readonly instead: (again: () => void) => ReactNode;
  readonly children: ReactNode;
}

/** Catches what goes wrong while its children are drawn, so that the rest of the page stays. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    const again = (): void => {
      this.setState({ failed: false });
    };
    return this.state.failed ? this.props.instead(again) : this.props.children;
  }
}
