package io.guildhall.postgres;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCreatorFactory;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.util.ConcurrentLruCache;

/// Named parameters, each of which becomes one `?`. Spring writes the text anew for each call because a list may
/// become any number of them; ours are arrays ([SqlArrays]), so that a statement has one text and is prepared once.
final class RememberedSql extends NamedParameterJdbcTemplate {
    /// More than there are statements.
    private static final int STATEMENTS = 1_000;

    private final ConcurrentLruCache<ParsedSql, String> texts =
            new ConcurrentLruCache<>(STATEMENTS, sql -> NamedParameterUtils.substituteNamedParameters(sql, null));

    RememberedSql(JdbcTemplate jdbc) {
        super(jdbc);
        setCacheLimit(STATEMENTS);
    }

    @Override
    protected PreparedStatementCreatorFactory getPreparedStatementCreatorFactory(
            ParsedSql sql, SqlParameterSource parameters) {
        return new PreparedStatementCreatorFactory(
                texts.get(sql), NamedParameterUtils.buildSqlParameterList(sql, parameters));
    }
}
