import type { OfficeCard } from '../../api/types';
import { Named, RowLink } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';

/** An office in a list: enough to distinguish it from others, and whether it is open. */
export function OfficeRow({ office, isKept = false, to = paths.office(office.id) }: { office: OfficeCard; isKept?: boolean; to?: string }) {
  const words = useWords().common.office;
  const { matched_name: matched, distance_m: distance } = office;
  const isOpen = isKept ? null : office.open_now; // as of the stored answer
  return (
    <RowLink to={to} title={office.name} lang="vi">
      {matched && (
        <span>
          <Named say={words.formerly} name={matched} />
        </span>
      )}
      {office.address && (
        <span className="soft" lang="vi">
          {office.address}
        </span>
      )}
      {(isOpen !== null || distance !== null) && (
        <span className="tags">
          {isOpen !== null && <span className={isOpen ? 'tag' : 'tag warning'}>{isOpen ? words.openNow : words.closedNow}</span>}
          {distance !== null && <span className="tag">{words.distance((distance / 1000).toFixed(1))}</span>}
        </span>
      )}
    </RowLink>
  );
}
