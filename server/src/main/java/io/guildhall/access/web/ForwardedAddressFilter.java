package io.guildhall.access.web;

import io.guildhall.postgres.StartupFailure;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/// Where a request came from when a proxy has passed it on: what `X-Forwarded-For` says is believed of the proxies that
/// the operator trusts, and of nobody else. Read from its end, as everything before the first proxy of ours can be made
/// up by the sender.
final class ForwardedAddressFilter extends OncePerRequestFilter {
    private static final String HEADER = "X-Forwarded-For";
    /// Nobody has so many proxies.
    private static final int MOST_HOPS = 32;

    private final List<IpAddressMatcher> trusted;

    /// @param trusted addresses, or networks such as `10.0.0.0/8`
    ForwardedAddressFilter(List<String> trusted) {
        this.trusted = trusted.stream().map(ForwardedAddressFilter::network).toList();
    }

    private static IpAddressMatcher network(String text) {
        try {
            return new IpAddressMatcher(text.strip());
        } catch (IllegalArgumentException unusable) {
            throw new StartupFailure("GUILDHALL_TRUSTED_PROXIES has to hold addresses or networks like 10.0.0.0/8,"
                    + " separated by commas.");
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String address = address(request.getRemoteAddr(), Collections.list(request.getHeaders(HEADER)));
        chain.doFilter(address.equals(request.getRemoteAddr()) ? request : new Forwarded(request, address), response);
    }

    /// The last hop that is no proxy of ours, or the one before which nothing readable stands.
    String address(String peer, List<String> headers) {
        List<String> hops = new ArrayList<>();
        headers.forEach(header -> hops.addAll(List.of(header.split(",", -1))));
        String address = peer;
        for (int i = hops.size() - 1; i >= Math.max(0, hops.size() - MOST_HOPS) && isTrusted(address); i--) {
            String hop = withoutPort(hops.get(i).strip());
            try {
                address = InetAddress.ofLiteral(hop).getHostAddress();
            } catch (IllegalArgumentException noAddress) {
                return address;
            }
        }
        return address;
    }

    private boolean isTrusted(String address) {
        return trusted.stream().anyMatch(network -> network.matches(address));
    }

    /// Some proxies write `192.0.2.7:4711` and `[2001:db8::7]:4711`.
    private static String withoutPort(String hop) {
        if (hop.startsWith("[") && hop.indexOf(']') > 0) {
            return hop.substring(1, hop.indexOf(']'));
        }
        int colon = hop.indexOf(':');
        return colon > 0 && hop.indexOf(':', colon + 1) < 0 ? hop.substring(0, colon) : hop;
    }

    private static final class Forwarded extends HttpServletRequestWrapper {
        private final String address;

        Forwarded(HttpServletRequest request, String address) {
            super(request);
            this.address = address;
        }

        @Override
        public String getRemoteAddr() {
            return address;
        }

        @Override
        public String getRemoteHost() {
            return address;
        }
    }
}
