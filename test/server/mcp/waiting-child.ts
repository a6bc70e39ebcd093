// Serves an operation that only a cancellation ends, over standard input and output.
import { serveMcpOverStdio } from '../../../src/server/mcp/stdio.ts';
import { shippedOffer, waitingOperation } from './shipped-offer.ts';

const wait = waitingOperation(() => void process.stderr.write('stopped\n'));
await serveMcpOverStdio({ ...shippedOffer, operations: [...shippedOffer.operations, wait] });
