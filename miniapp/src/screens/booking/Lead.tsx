import type { Queue } from '../../api/types';

/** The counter, and where it is. */
export function Lead({ queue, hasName = true }: { queue: Queue; hasName?: boolean }) {
  return (
    <div className="lead">
      <h2 lang="vi">{queue.office_name}</h2>
      <p className="soft" lang="vi">
        {[hasName && queue.name, queue.office_address].filter(Boolean).join(' · ')}
      </p>
    </div>
  );
}
