import { CallLink } from '../../kit';
import { useWords } from '../../words';

/** Always shown, and first. */
const NUMBERS = ['113', '114', '115'];

export function Emergencies({ numbers = [] }: { numbers?: string[] }) {
  const words = useWords();
  return (
    <nav className="emergencies" aria-label={words.home.emergencies}>
      {[...NUMBERS, ...numbers.filter((number) => !NUMBERS.includes(number))].map((number) => (
        <CallLink key={number} phone={number} look="urgent" label={words.home.emergency[number] ?? ''} number />
      ))}
    </nav>
  );
}
