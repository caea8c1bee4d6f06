package io.guildhall.error.web;

import io.guildhall.error.ErrorCode;
import io.guildhall.error.Problem;
import io.guildhall.error.ProblemBody;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Answers what the container refuses before any filter sees it (an address that is none, headers beyond all limits) in
/// the shape of all other refusals. Made by the container, by name.
public final class ContainerErrorValve extends ErrorReportValve {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (request.getCoyoteRequest().protocol().isNull()
                || request.getProtocol().isEmpty()) {
            ReadableRefusalProtocol.noteHeadless();
        }
        super.invoke(request, response);
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        if (status == HttpServletResponse.SC_NOT_IMPLEMENTED
                || status == HttpServletResponse.SC_HTTP_VERSION_NOT_SUPPORTED) {
            // a version or an encoding that does not exist is the client's fault, and its connection ends with it
            status = HttpServletResponse.SC_BAD_REQUEST;
            response.setStatus(status);
            response.setHeader("Connection", "close");
        }
        ErrorCode code = StatusCodes.of(status);
        String argument = code == ErrorCode.BAD_REQUEST ? "address or headers" : "";
        byte[] body = JSON.writeValueAsBytes(ProblemBody.Envelope.of(List.of(Problem.of(code, null, argument))));
        response.setContentType("application/json");
        response.setContentLength(body.length);
        try {
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException gone) {
            getContainer().getLogger().debug("Nobody waits for the error any more", gone);
        }
    }
}
