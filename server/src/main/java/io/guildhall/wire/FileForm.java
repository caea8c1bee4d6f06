package io.guildhall.wire;

import static io.guildhall.error.ErrorCode.BAD_REQUEST;

import io.guildhall.error.RequestRefused;
import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.InvalidFileNameException;
import org.apache.tomcat.util.http.fileupload.MultipartStream.MalformedStreamException;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;
import org.jspecify.annotations.Nullable;

/// A form with a file of any length, read part by part while it arrives, and kept by nobody. Its first part is the
/// token that guards every form; the others follow in the order of the page, the file last.
public final class FileForm {
    private static final String ATTRIBUTE = FileForm.class.getName();
    private static final int MOST_PARTS = 1_100;
    private static final int LONGEST_PART_HEADER = 8_192;

    private final FileItemIterator parts;
    private int read;

    private FileForm(FileItemIterator parts) {
        this.parts = parts;
    }

    /// One field.
    ///
    /// @param fileName null where it is no file, or none was chosen
    /// @param content to be read before the next part is asked for
    public record Part(String name, @Nullable String fileName, InputStream content) {
        /// The whole text.
        ///
        /// @return null where there is more of it
        public @Nullable String text(int mostBytes) throws IOException {
            byte[] bytes = content.readNBytes(mostBytes + 1);
            return bytes.length > mostBytes ? null : new String(bytes, StandardCharsets.UTF_8);
        }
    }

    public static boolean isOne(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
    }

    /// The form that the request brings; the same one whoever asks, gone on with where it was left.
    ///
    /// @throws RequestRefused where it is none
    public static FileForm of(HttpServletRequest request) throws IOException {
        if (request.getAttribute(ATTRIBUTE) instanceof FileForm begun) {
            return begun;
        }
        if (!isOne(request)) {
            throw unreadable();
        }
        FileUpload upload = new FileUpload();
        upload.setHeaderEncoding(StandardCharsets.UTF_8.name());
        upload.setPartHeaderSizeMax(LONGEST_PART_HEADER);
        try {
            FileForm form = new FileForm(upload.getItemIterator(new ServletRequestContext(request)));
            request.setAttribute(ATTRIBUTE, form);
            return form;
        } catch (FileUploadException _) {
            throw unreadable();
        }
    }

    /// The next part; null at the end.
    ///
    /// @throws RequestRefused where the form cannot be read any further
    /// @throws IOException when it breaks off
    public @Nullable Part next() throws IOException {
        try {
            if (!parts.hasNext()) {
                return null;
            }
            if (++read > MOST_PARTS) { // which the iterator, unlike those who read all at once, does not look at
                throw unreadable();
            }
            FileItemStream part = parts.next();
            String file = part.getName();
            return new Part(
                    part.getFieldName() == null ? "" : part.getFieldName(),
                    part.isFormField() || file == null || file.isBlank() ? null : file,
                    new Content(part.openStream()));
        } catch (FileUploadException | MalformedStreamException | InvalidFileNameException _) {
            throw unreadable();
        }
    }

    /// What a part holds; a form that ends in its middle is the sender's fault.
    private static final class Content extends FilterInputStream {
        Content(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (MalformedStreamException _) {
                throw unreadable();
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return super.read(bytes, offset, length);
            } catch (MalformedStreamException _) {
                throw unreadable();
            }
        }
    }

    private static RequestRefused unreadable() {
        return RequestRefused.because(BAD_REQUEST, "it is no form with a file");
    }
}
