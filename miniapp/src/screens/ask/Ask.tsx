import { useState } from 'react';

import { Card, CallLink, Notice, ButtonLink, Screen } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { Form } from './Form';

export default function Ask() {
  const words = useWords();
  const [isKept, setKept] = useState(false);
  return (
    <Screen title={words.ask.title}>
      {isKept ? (
        <Notice tone="success" live>
          <p>
            <strong>{words.ask.kept}</strong>
          </p>
          <p>{words.ask.keptText}</p>
          <ButtonLink to={paths.questions}>{words.ask.toQuestions}</ButtonLink>
        </Notice>
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
