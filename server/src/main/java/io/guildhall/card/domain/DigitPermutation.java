package io.guildhall.card.domain;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A permutation of all strings of so many digits, picked by a key: a Feistel network whose rounds are
/// HMAC-SHA256. Every string comes from exactly one other, so a counter put through it gives each string once,
/// in an order that nobody without the key can tell.
///
/// Not for use by several threads at once.
final class DigitPermutation {
    private static final int ROUNDS = 10;
    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;
    private final int leftDigits;
    private final int rightDigits;
    private final BigInteger leftSize;
    private final BigInteger rightSize;

    DigitPermutation(byte[] key, int digits) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (NoSuchAlgorithmException | InvalidKeyException missing) {
            throw new IllegalStateException(missing);
        }
        leftDigits = digits / 2; // of an odd number the right half is the longer one; a single digit has no left half
        rightDigits = digits - leftDigits;
        leftSize = BigInteger.TEN.pow(leftDigits);
        rightSize = BigInteger.TEN.pow(rightDigits);
    }

    String permute(String digits) {
        BigInteger left = leftDigits == 0 ? BigInteger.ZERO : new BigInteger(digits.substring(0, leftDigits));
        BigInteger right = new BigInteger(digits.substring(leftDigits));
        for (int round = 0; round < ROUNDS; round++) {
            if (round % 2 == 0) {
                right = right.add(mixed(round, left)).mod(rightSize);
            } else {
                left = left.add(mixed(round, right)).mod(leftSize);
            }
        }
        return (leftDigits == 0 ? "" : CardNumbers.padded(left, leftDigits)) + CardNumbers.padded(right, rightDigits);
    }

    /// 256 bits hold more than the 75 digits of the longest half.
    private BigInteger mixed(int round, BigInteger half) {
        mac.update((byte) (leftDigits + rightDigits));
        mac.update((byte) round);
        return new BigInteger(1, mac.doFinal(half.toString().getBytes(StandardCharsets.US_ASCII)));
    }
}
