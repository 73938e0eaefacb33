import type { ReactNode } from 'react';
import { Component } from 'react';

import { BASE } from '../base';
import { useWords } from '../words';
import { Button } from './Button';
import { Notice } from './Notice';
import { Tabs } from './Tabs';

interface Props {
  children: ReactNode;
  /** The app's address: another address is another try. */
  place: string;
}

/** Never a blank screen: a broken screen shows an error, and the links to the others stay. */
export class Boundary extends Component<Props, { hasFailed: boolean }> {
  state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  componentDidUpdate(previous: Props) {
    if (this.state.hasFailed && previous.place !== this.props.place) this.setState({ hasFailed: false });
  }

  render() {
    return this.state.hasFailed ? <Broken /> : this.props.children;
  }
}

/** A screen of an older build may be gone from the host, so only reloading the page helps. */
function Broken() {
  const words = useWords().common;
  return (
    <>
      <main className="broken">
        <Notice tone="danger" live>
          <p>
            <strong>{words.errors.broken.title}</strong>
          </p>
          <p>{words.errors.broken.text}</p>
          <Button look="strong" onClick={() => location.reload()}>
            {words.retry}
          </Button>
          <Button onClick={() => location.assign(`${BASE}/`)}>{words.home}</Button>
        </Notice>
      </main>
      <Tabs />
    </>
  );
}
