import type { Translation } from '../../api/types';
import { Card, Fold, Notice, Outside } from '../../kit';
import { useWords } from '../../words';
import { day } from '../../words/dates';

/** Notices about a page in another language: the Vietnamese text prevails, and who translated. */
export function Translated({ by }: { by: Translation }) {
  const words = useWords().procedure.translation;
  const { origin, as_of: asOf, summary, notice, source_urls: pages, stale_fields: stale } = by;
  return (
    <>
      <Notice>
        <p>{notice}</p>
        {origin && (
          <p className="tags">
            <span className={origin === 'machine' ? 'tag warning' : 'tag'}>{words.origin[origin] ?? origin}</span>
            {asOf && <span className="soft">{day(asOf)}</span>}
          </p>
        )}
      </Notice>
      {summary && <p>{summary}</p>}
      {stale.length > 0 && (
        <Card title={words.stale}>
          {stale.map((one) => (
            <div key={one.field + one.text}>
              <p lang="vi">{one.text}</p>
              <Fold title={words.old}>
                <p>{one.translation}</p>
              </Fold>
            </div>
          ))}
        </Card>
      )}
      {pages.map((url) => (
        <Outside key={url} url={url}>
          {words.official}
        </Outside>
      ))}
    </>
  );
}
