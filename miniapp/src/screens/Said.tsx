/** The app's own words for a code if there are some, else the service's, which are Vietnamese. */
export function Said({ own, service }: { own: string | undefined; service: string }) {
  return own ? <>{own}</> : <span lang="vi">{service}</span>;
}
