import type { ReportKind } from '../../api/types';
import { ButtonLink, CallLink } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { Said } from '../Said';

/** How the law provides for reports of a kind that is not accepted here. */
export function LawfulWay({ kind }: { kind: Pick<ReportKind, 'code' | 'lawful_way'> }) {
  const words = useWords();
  return (
    <>
      <p>
        <Said own={words.service.lawfulWay[kind.code]} service={kind.lawful_way} />
      </p>
      <div className="buttons">
        {kind.code === 'crime' && <CallLink phone="113" look="urgent" label={words.common.call('113')} />}
        <ButtonLink to={paths.offices} icon="building">
          {words.reporting.offices}
        </ButtonLink>
      </div>
    </>
  );
}
