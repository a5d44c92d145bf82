// Notebook 2's `descend`: softmax regression on all training images, one step at a time.
"use strict";

// `digits` holds images (N, 64) in sixteenths of ink, the held-out ones last; labels (N,); W (64, 10); b (10,).
function descent(digits, rate) {
  const W = digits.W.slice(), b = digits.b.slice(), dW = new Float64Array(640), db = new Float64Array(10);
  const z = new Float64Array(10), train = digits.labels.length - digits.held_out;

  // Leave the logits of image i in z, and return its loss; z then holds softmax(z) - onehot.
  function look(i) {
    z.set(b);
    for (let pixel = 0; pixel < 64; pixel++) {
      const ink = digits.images[64 * i + pixel] / 16;
      if (ink) for (let k = 0; k < 10; k++) z[k] += ink * W[10 * pixel + k];
    }
    const most = Math.max(...z), right = z[digits.labels[i]] - most;
    const read = z.indexOf(most) === digits.labels[i];
    let sum = 0;
    for (let k = 0; k < 10; k++) sum += z[k] = Math.exp(z[k] - most);
    for (let k = 0; k < 10; k++) z[k] /= sum;
    z[digits.labels[i]] -= 1;
    return {loss: Math.log(sum) - right, read};
  }

  // Take a step, and return the loss before it.
  function step() {
    let total = 0;
    dW.fill(0);
    db.fill(0);
    for (let i = 0; i < train; i++) {
      total += look(i).loss;
      for (let k = 0; k < 10; k++) db[k] += z[k];
      for (let pixel = 0; pixel < 64; pixel++) {
        const ink = digits.images[64 * i + pixel] / 16;
        if (ink) for (let k = 0; k < 10; k++) dW[10 * pixel + k] += ink * z[k];
      }
    }
    for (let j = 0; j < 640; j++) W[j] -= rate * dW[j] / train;
    for (let k = 0; k < 10; k++) b[k] -= rate * db[k] / train;
    return total / train;
  }

  // The mean loss on a range of images, and how many of them are read.
  function judge(from, to) {
    let total = 0, read = 0;
    for (let i = from; i < to; i++) {
      const seen = look(i);
      total += seen.loss;
      read += seen.read;
    }
    return {loss: total / (to - from), read};
  }
  return {step, trained: () => judge(0, train), heldOut: () => judge(train, digits.labels.length)};
}
