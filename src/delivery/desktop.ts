import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Notice } from '../contract/watch.ts';
import { DeliveryError } from './courier.ts';
import { escapeTags, oneLine, plainText } from './plain-text.ts';

/** A program with its arguments; texts are arguments or variables, never a part of a script. */
export interface DesktopCall {
  readonly program: string;
  readonly args: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

const APPLE_SCRIPT = ['on run argv', 'display notification (item 2 of argv) with title (item 1 of argv)', 'end run'];
const POWER_SHELL = [
  'Add-Type -AssemblyName System.Windows.Forms',
  '$icon = New-Object System.Windows.Forms.NotifyIcon',
  '$icon.Icon = [System.Drawing.SystemIcons]::Information',
  '$icon.Visible = $true',
  '$icon.ShowBalloonTip(10000, $env:HARBINGER_TITLE, $env:HARBINGER_TEXT, "Info")',
  'Start-Sleep -Seconds 6',
  '$icon.Dispose()',
].join('; ');

/** How a system is asked to show a message. @throws DeliveryError for a system without a way. */
export function desktopCall(platform: string, { rule, text }: Notice): DesktopCall {
  const [title, body] = [oneLine(`Harbinger: ${rule.title}`, 120), plainText(text, 800)];
  if (platform === 'darwin')
    return { program: 'osascript', args: [...APPLE_SCRIPT.flatMap((line) => ['-e', line]), title, body], variables: {} };
  if (platform === 'win32') {
    const args = ['-NoProfile', '-NonInteractive', '-Command', POWER_SHELL];
    return { program: 'powershell.exe', args, variables: { HARBINGER_TITLE: title, HARBINGER_TEXT: body } };
  }
  if (platform !== 'linux') throw new DeliveryError(`this system (${platform}) has no way to show it`, { isPermanent: true });
  const urgency = rule.severity === 'critical' ? 'critical' : 'normal';
  return { program: 'notify-send', args: ['--app-name=Harbinger', `--urgency=${urgency}`, '--', title, escapeTags(body)], variables: {} };
}

/** Shows a message on this machine's desktop. Throws DeliveryError. */
export async function showOnDesktop(notice: Notice, environment: NodeJS.ProcessEnv): Promise<void> {
  const { program, args, variables } = desktopCall(process.platform, notice);
  try {
    await promisify(execFile)(program, [...args], { timeout: 15_000, env: { ...environment, ...variables }, windowsHide: true });
  } catch (error) {
    const isGone = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new DeliveryError(isGone ? `there is no ${program} here to show it` : `${program} could not show it`, {
      isPermanent: isGone,
      cause: error,
    });
  }
}
