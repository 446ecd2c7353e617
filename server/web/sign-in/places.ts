/** Only a path of this site, so that no link from elsewhere leads on to another. */
export function localPath(typed: string | undefined): string {
  return typed && typed.length <= 2_000 && /^\/(?![/\\])[^\s\\]*$/.test(typed) ? typed : '/'
}
