using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HybridShop.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RenderedPictures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "CK_ProductImages_SmallFile_Length",
                table: "ProductImages");

            migrationBuilder.DropColumn(
                name: "SmallFile",
                table: "ProductImages");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "SmallFile",
                table: "ProductImages",
                type: "TEXT",
                maxLength: 80,
                nullable: true);

            migrationBuilder.AddCheckConstraint(
                name: "CK_ProductImages_SmallFile_Length",
                table: "ProductImages",
                sql: "length(\"SmallFile\") <= 80");
        }
    }
}
