import { useState } from 'react';

import { withdrawReport } from '../../api/queries/reports';
import { Button, Dialog } from '../../kit';
import { useWords } from '../../words';
import type { Acting } from './acting';
import { draftOf } from './drafts';
import { Reason } from './Reason';

export function Withdraw({ own, report, onChange }: Acting) {
  const words = useWords().report;
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      <Button look="quiet" onClick={() => setAsked(true)}>
        {words.withdraw}
      </Button>
      {isAsked && (
        <Dialog title={words.withdraw} onClose={() => setAsked(false)}>
          <Reason
            name={`${draftOf(own)}:withdrawal`}
            label={words.withdrawWhy}
            button={words.withdrawSend}
            onSend={async (reason) => {
              onChange(await withdrawReport(own, reason));
              setAsked(false);
            }}
          >
            <p>{report.kind.code === 'crime' ? words.withdrawCrime : words.withdrawText}</p>
          </Reason>
        </Dialog>
      )}
    </>
  );
}
