using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HybridShop.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PictureSizes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "CK_ProductImages_Role",
                table: "ProductImages");

            migrationBuilder.AddColumn<string>(
                name: "SmallFile",
                table: "ProductImages",
                type: "TEXT",
                maxLength: 80,
                nullable: true);

            migrationBuilder.AddCheckConstraint(
                name: "CK_ProductImages_Role",
                table: "ProductImages",
                sql: "\"Role\" IN (0, 1, 2)");

            migrationBuilder.AddCheckConstraint(
                name: "CK_ProductImages_SmallFile_Length",
                table: "ProductImages",
                sql: "length(\"SmallFile\") <= 80");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "CK_ProductImages_Role",
                table: "ProductImages");

            migrationBuilder.DropCheckConstraint(
                name: "CK_ProductImages_SmallFile_Length",
                table: "ProductImages");

            migrationBuilder.DropColumn(
                name: "SmallFile",
                table: "ProductImages");

            migrationBuilder.AddCheckConstraint(
                name: "CK_ProductImages_Role",
                table: "ProductImages",
                sql: "\"Role\" IN (0, 1)");
        }
    }
}
