import { useState } from 'react';

import { Card, CallLink, Screen } from '../../kit';
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
          <Card>
            <p>{words.ask.urgent}</p>
            <CallLink phone="113" look="urgent" label={words.common.call('113')} />
          </Card>
          <Form onKept={() => setKept(true)} />
        </>
      )}
    </Screen>
  );
}
