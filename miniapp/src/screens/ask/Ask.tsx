import { useState } from 'react';

import { CallLink, Screen } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { Kept } from '../Kept';
import { Form } from './Form';

export default function Ask() {
  const words = useWords();
  const [isKept, setKept] = useState(false);
  return (
    <Screen title={words.ask.title}>
      {isKept ? (
        <Kept title={words.ask.kept} to={paths.questions} link={words.questions.mine} />
      ) : (
        <>
          <div className="notice danger beside">
            <p>{words.ask.urgent}</p>
            <CallLink phone="113" look="urgent" label={words.common.call('113')} />
          </div>
          <Form onKept={() => setKept(true)} />
        </>
      )}
    </Screen>
  );
}
