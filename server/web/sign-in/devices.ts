const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bOPR\//, 'Opera'],
  [/\bChrome\/|\bCriOS\/|\bHeadlessChrome\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const systems: readonly (readonly [RegExp, string])[] = [
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b|\biPad\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b|\bX11\b/, 'Linux'],
]

const named = (list: readonly (readonly [RegExp, string])[], text: string) =>
  list.find(([form]) => form.test(text))?.[1]

/** What a browser says it is, in words somebody knows their own by: "Firefox on Linux". */
export function deviceOf(userAgent: string): string {
  const text = userAgent.slice(0, 500)
  const [browser, system] = [named(browsers, text), named(systems, text)]
  if (!browser) return 'A program'
  return system ? `${browser} on ${system}` : browser
}
