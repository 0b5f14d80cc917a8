const NAMES: readonly string[] = ['localhost', '127.0.0.1', '[::1]']

/** Whether what is sent to the address is read by nobody on the way: over https, or without leaving this machine. */
export function isPrivate(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isThisMachine(url))
}

/** Whether the host of an address is this machine itself, so that what is said there passes no network. */
export function isThisMachine({ hostname }: Pick<URL, 'hostname'>): boolean {
  return NAMES.includes(hostname)
}
